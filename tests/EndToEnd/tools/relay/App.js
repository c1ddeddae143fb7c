import { graphql } from 'relay-runtime';

graphql`
  query AppQuery($genre: String) {
    me {
      id
      userName
    }
    ...Songs_query @arguments(genre: $genre)
  }
`;

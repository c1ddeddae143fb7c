import { graphql } from 'relay-runtime';

graphql`
  query SearchQuery($text: String!) {
    search(text: $text) {
      all(first: 5) {
        nodes {
          __typename
          ... on Node {
            id
          }
          ...Song_song @alias(as: "song")
        }
      }
    }
  }
`;

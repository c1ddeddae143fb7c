import { graphql } from 'relay-runtime';

graphql`
  fragment Song_song on Song @refetchable(queryName: "SongRefetchQuery") {
    title
    durationMs
    artists {
      name
    }
    album @required(action: NONE) {
      title
    }
  }
`;

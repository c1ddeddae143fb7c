import { graphql } from 'relay-runtime';

graphql`
  fragment Songs_query on Query
  @refetchable(queryName: "SongsPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }, genre: { type: "String" }) {
    songs(first: $count, after: $cursor, genre: $genre) @connection(key: "Songs_songs") {
      edges {
        node {
          ...Song_song
        }
      }
    }
  }
`;

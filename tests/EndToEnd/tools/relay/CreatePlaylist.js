import { graphql } from 'relay-runtime';

graphql`
  mutation CreatePlaylistMutation($input: CreatePlaylistInput!, $connections: [ID!]!) {
    createPlaylist(input: $input) {
      playlist @prependNode(connections: $connections, edgeTypeName: "PlaylistEdge") {
        id
        name
        visibility
      }
      errors {
        ... on Error {
          message
        }
      }
    }
  }
`;

import { graphql } from 'relay-runtime';

graphql`
  subscription SongAddedSubscription {
    onSongAdded {
      id
      ...Song_song
    }
  }
`;

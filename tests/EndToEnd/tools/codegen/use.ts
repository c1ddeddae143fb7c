// Does not compile unless the generated types are what the schema says.
import type { AddedSubscription, CreateMutationVariables, FoundQuery, SongsQuery, SongsQueryVariables } from './types';

export const variables: SongsQueryVariables = { first: 3, genre: null };

// @ts-expect-error: `first` is required by the operation.
export const incomplete: SongsQueryVariables = {};

export const input: CreateMutationVariables = { input: { name: 'Mine', visibility: 'PUBLIC' } };

// @ts-expect-error: no such visibility.
export const wrong: CreateMutationVariables = { input: { name: 'Mine', visibility: 'SECRET' } };

export const titles = (data: SongsQuery): string[] => (data.songs?.nodes ?? []).map((song) => song.title);

export const durations = (data: AddedSubscription): number => data.onSongAdded.durationMs;

export const names = (data: FoundQuery): string[] => data.search.all.nodes.map((result) => {
  switch (result.__typename) {
    case 'Song': return result.title;
    case 'Album': return result.title;
    default: return result.__typename;
  }
});

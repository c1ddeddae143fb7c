// What differs between the two GraphQL engines stands here and in GraphQLSetup.cs.
global using System.Security.Claims;
global using MusicGraph.Contracts;
global using MusicGraph.Dapr.Client;
global using MusicGraph.Gateway.Albums;
global using MusicGraph.Gateway.Artists;
global using MusicGraph.Gateway.Backend;
global using MusicGraph.Gateway.Genres;
global using MusicGraph.Gateway.Paging;
global using MusicGraph.Gateway.Playlists;
global using MusicGraph.Gateway.Songs;
global using MusicGraph.Gateway.Users;
global using MusicGraph.GraphQL;
global using MusicGraph.GraphQL.DataLoader;
global using MusicGraph.GraphQL.Subscriptions;
global using MusicGraph.GraphQL.Types;

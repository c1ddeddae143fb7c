// The GraphQL engine of this repository; GlobalUsings.HotChocolate.cs is its counterpart.
global using MusicGraph.GraphQL;
global using MusicGraph.GraphQL.DataLoader;
global using MusicGraph.GraphQL.Types;

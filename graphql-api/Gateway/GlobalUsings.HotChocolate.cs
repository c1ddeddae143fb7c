// HotChocolate 15.1; GlobalUsings.Embedded.cs is its counterpart.
global using GreenDonut;
global using HotChocolate;
global using HotChocolate.Authorization;
global using HotChocolate.Execution;
global using HotChocolate.Types;
global using HotChocolate.Types.Pagination;
global using HotChocolate.Types.Relay;
// Not the whole namespace: it has a Page<T>, which is the services' here.
global using PagingArguments = GreenDonut.Data.PagingArguments;
global using CostAttribute = HotChocolate.CostAnalysis.Types.CostAttribute;
global using ListSizeAttribute = HotChocolate.CostAnalysis.Types.ListSizeAttribute;

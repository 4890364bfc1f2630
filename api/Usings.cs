// Hot Chocolate's names, which both engines answer to.
global using GreenDonut;
global using GreenDonut.Data;
global using HotChocolate;
global using HotChocolate.Authorization;
global using HotChocolate.Types;
global using HotChocolate.Types.Pagination;
global using HotChocolate.Types.Relay;
// The package has a Path of its own; here a path is a file's.
global using Path = System.IO.Path;

namespace System.Runtime.CompilerServices;

/// <summary>Lets records be compiled for .NET Standard 2.0, on which compilers load generators.</summary>
internal static class IsExternalInit;

namespace MusicGraph.GraphQL.AspNetCore.Ide;

/// <summary>What a browser sees where the IDE's files are missing: how to get them, and a field for a first query.</summary>
internal static class MissingIdePage
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>GraphQL</title>
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fff; }
          code, textarea, pre { font: 14px/1.4 ui-monospace, monospace; }
          textarea { width: 100%; height: 8rem; box-sizing: border-box; }
          pre { background: #f4f4f4; padding: 1rem; overflow: auto; white-space: pre-wrap; }
          @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b; } pre { background: #2a2a2a; } }
        </style>
        </head>
        <body>
        <h1>This is a GraphQL endpoint</h1>
        <p>The IDE, Banana Cake Pop, is not installed. It comes from npm when the gateway is built: install Node.js with npm, then build
        again with a connection to the package registry (<code>dotnet build graphql-api/Gateway</code>).</p>
        <p>The schema is at <a href="?sdl">?sdl</a>. A query can be tried here:</p>
        <textarea id="query" aria-label="Query" spellcheck="false">{ __typename }</textarea>
        <p><button id="run">Run</button></p>
        <pre id="response" aria-live="polite"></pre>
        <script>
          document.getElementById("run").onclick = async () => {
            const output = document.getElementById("response");
            try {
              const response = await fetch(location.pathname, {
                method: "POST",
                headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
                body: JSON.stringify({ query: document.getElementById("query").value }),
              });
              output.textContent = JSON.stringify(await response.json(), null, 2);
            } catch (error) {
              output.textContent = String(error);
            }
          };
        </script>
        </body>
        </html>
        """;
}

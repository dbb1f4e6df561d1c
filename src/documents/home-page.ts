/** The home page: what this server is. It has no script, nothing from elsewhere, and nothing about the cook. */
export const HOME_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Coddle</title>
<style>
:root { color-scheme: light dark; --text: #222; --back: #fff; --link: #0b57a4; --quiet: #595959; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --back: #161616; --link: #8cc2ff; --quiet: #a8a8a8; }
}
body { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; font: 1.0625rem/1.55 system-ui, sans-serif;
  color: var(--text); background: var(--back); overflow-wrap: break-word; }
h1, h2 { line-height: 1.2; }
a { color: var(--link); }
li { margin: 0.5rem 0; }
code { font-size: 0.95em; }
.quiet { color: var(--quiet); }
</style>
</head>
<body>
<h1>Coddle</h1>
<p>This server lets an AI assistant start, watch and stop a sous vide cooker. It checks every cook against published
food safety rules first, and refuses what could make someone ill.</p>

<h2>How to use it</h2>
<p>Ask your assistant, for example: “Cook two chicken breasts, 3 centimetres thick, for dinner.” It needs the key of
this server, which the owner has. Without the key you can read only the pages listed here.</p>

<h2>For people</h2>
<ul>
<li><a href="docs">API documentation</a>, to read and to try out with the key</li>
<li><a href="privacy">Privacy</a>: what is stored, and where</li>
</ul>

<h2>For programs</h2>
<ul>
<li><a href="actions.json"><code>actions.json</code></a>: what a Custom GPT imports</li>
<li><a href="openapi.json"><code>openapi.json</code></a>: the whole API as an OpenAPI document</li>
<li><a href="health"><code>health</code></a> and <a href="health/ready"><code>health/ready</code></a>: for uptime
monitors</li>
</ul>

<p class="quiet">To stop a cook without an assistant, press the button on the cooker or use the Anova app.</p>
</body>
</html>
`;

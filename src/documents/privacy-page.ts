/** The privacy page: what is stored and where. It has no script and nothing from elsewhere. */
export const PRIVACY_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coddle: privacy</title>
<style>
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #222; }
h1, h2 { line-height: 1.2; }
</style>
</head>
<body>
<h1>Privacy</h1>
<p>Coddle is a small server that a person runs at home to let an assistant use a sous vide cooker. That person, who
gave you its address, is its owner. It has no accounts, no advertising and no analytics, and nothing is sold or
given away. It sets cookies only in a browser that opens its sign-in page, or the page on which an app
is connected. Both are for the owner; the cookies keep the owner signed in, tie the connection of an app to that
browser, and serve nothing else. The page of the owner also keeps the chosen language and unit, and the last state of the
cooker, in the owner's browser.</p>

<h2>What stays on the owner's machine</h2>
<ul>
<li>The settings: the key that clients send, and the token for the owner's Anova account.</li>
<li>In a database: every cook (food as it was named, temperature, time, thickness, whether a vulnerable person eats it,
the safety verdict, the water temperatures, and the name of the key that started or stopped it), the temperatures that
the cooker reported, and a journal of the requested starts and stops, also of the starts that were refused. Cooks and
temperatures are deleted after the number of days that the owner chose, by default 400; after 30 days only one
temperature for each minute is left. The journal stays.</li>
<li>In memory, for 30 minutes: what each key stated about a food (its name, its thickness and size, that it is frozen,
whether a vulnerable person eats it), also in refused requests, so that a request without these details is not judged
more leniently. Of a refused start, only the food, the temperature, the time, the reason and the name of the key are
written to the disk.</li>
<li>For 24 hours: the requests and their responses, so that a repeated request does not start a cook twice.</li>
<li>Of the owner: a hash of the password, and for each browser in which the owner is signed in its kind, such as “Firefox
on Linux”, when it signed in and when it was last used.</li>
<li>Of each browser that is subscribed to alerts: its kind, since when, and its address and keys at the push service.</li>
<li>Of each app that the owner connected: its name, its host, what it may do, when it was connected and last used. Its
tokens are kept as digests only. Apps that asked for nothing more within 24 hours are forgotten.</li>
<li>A log of actions and errors: times, ids of cooks and cookers, kinds of errors, and the food, temperature and time of
refused starts. Keys and tokens are never written there.</li>
</ul>

<h2>What goes to others</h2>
<ul>
<li><strong>Anova</strong>, who makes the cooker, relays commands (temperature, time, start, stop) and the states of the
cooker, and knows the owner's account. The food, who eats it, and the conversation do not go there.</li>
<li><strong>The maker of the assistant</strong> (such as OpenAI for ChatGPT) sees the conversation, what the assistant requests
from this server and what the server returns: foods, temperatures, times, names and states of the cookers. What they
do with it is in their own privacy policy.</li>
<li><strong>The channels of alerts</strong> that the owner set up, such as a mail server or ntfy, get the alerts: names of
cookers and probes, temperatures and times. For a subscribed browser the push service of its maker carries them encrypted,
and cannot read them.</li>
<li><strong>The provider of the tunnel</strong>, if the owner uses one, carries the requests and sees the addresses of the
clients.</li>
</ul>

<h2>How to delete it</h2>
<p>Stop the server and delete its folder, the folder of its database and its log; nothing is left on this side. Revoke the token in the Anova Oven
app, delete the Custom GPT and its conversations at the maker of the assistant. For anything else, ask the owner of
this server.</p>
</body>
</html>
`;

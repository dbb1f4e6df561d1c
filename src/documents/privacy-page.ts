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
<p>Coddle is a small server that somebody runs at home to let an assistant use a sous vide cooker. It has one
owner: whoever runs it and gave you its address. It has no accounts, no advertising, no cookies and no analytics,
and nothing is sold or given away.</p>

<h2>What stays on the owner's machine</h2>
<ul>
<li>The settings: the key that clients show, and the token that opens the owner's Anova account.</li>
<li>In a database: every cook (food as it was named, temperature, time, thickness, whether somebody vulnerable eats it,
how it was judged, what the water did, and the name of the key that started or stopped it), the temperatures that the
cooker told, and a journal of the starts and stops that were asked for. Cooks and temperatures are deleted after the
days that the owner chose, 400 unless told otherwise; after 30 days only the temperatures of each minute are left. The
journal stays.</li>
<li>In memory, for 30 minutes and never on a disk: what each key told of a food (its name, its thickness and size, that
it is frozen, whether somebody vulnerable eats it), also in calls that were refused, so that a call without them is not
judged more loosely.</li>
<li>For 24 hours: which calls were made and what was answered, so that a repeated call does not start twice.</li>
<li>A log of what was done and what went wrong: times, ids of cooks and cookers, kinds of errors. Keys and tokens are
never written there.</li>
</ul>

<h2>What goes to others</h2>
<ul>
<li><strong>Anova</strong>, who makes the cooker, relays commands (temperature, time, start, stop) and the states of the
cooker, and knows the owner's account. The food, who eats it, and the conversation do not go there.</li>
<li><strong>The maker of the assistant</strong> (such as OpenAI for ChatGPT) sees the conversation, what the assistant asks
of this server and what the server answers: foods, temperatures, times, names and states of the cookers. What they
do with it is in their own privacy policy.</li>
<li><strong>The provider of the tunnel</strong>, if the owner uses one, carries the calls and sees the addresses of those
who call.</li>
</ul>

<h2>How to delete it</h2>
<p>Stop the server and delete its folder, the folder of its database and its log; nothing is left on this side. Revoke the token in the Anova Oven
app, delete the Custom GPT and its conversations at the maker of the assistant. For anything else, ask the owner of
this server.</p>
</body>
</html>
`;

/**
 * Waits until the server on this machine responds, and says in sentences what it found. Ends with 1 when it does not
 * respond in that time. What is not ready yet, such as the cooker, is printed and is no failure.
 *
 * Usage: node wait-for-health.mjs PORT SECONDS [SECONDS FOR THE COOKER]
 */
const [port, seconds, secondsForCooker = 10] = process.argv.slice(2);
/** How often it is looked at, in milliseconds. */
const LOOK = 500;

const ask = async (path) => {
  const { status, json } = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: AbortSignal.timeout(5_000),
  })
    .then(async (response) => ({ status: response.status, json: await response.json() }))
    .catch(() => ({}));
  return { ok: status === 200, problems: Object.values(json?.error ?? {}) };
};

/** The last response, once it is good or the time is over. */
async function eventually(path, seconds) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const last = await ask(path);
    if (last.ok || Date.now() >= end) return last;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

if ((await eventually('/health', seconds)).ok) {
  const { ok, problems } = await eventually('/health/ready', secondsForCooker);
  console.log(ok ? 'Coddle is running, and the cooker can be started.' : 'Coddle is running. Not ready yet:');
  for (const { reason } of problems) console.log(`- ${reason}`);
} else {
  process.exitCode = 1;
}

import { render } from 'preact';
import { followAlerts } from './api/alerts.js';
import { followApprovals } from './api/approvals.js';
import { renewSession } from './api/client.js';
import { followStream } from './api/live-stream.js';
import { followVersion, registerServiceWorker } from './api/service-worker.js';
import { followStops } from './api/stop.js';
import { App } from './app.js';
import { startTicking } from './state/clock.js';
import { keepLastState, showLastState } from './state/last-state.js';
import { followSetting } from './notify/follow-setting.js';
import { followAddress } from './state/route.js';
import { speakAsChosen } from './text/language.js';
import './style/tokens.css';
import './style/base.css';
import './style/components.css';
import './style/alerts.css';
import './style/frame.css';

const page = document.getElementById('page')!;

// Those who are signed out need no stream. Whatever else is wrong with the session, the stream shows it.
const sessionKnown = renewSession().catch(() => undefined);
registerServiceWorker();
showLastState();
void speakAsChosen().then(show);

function show(): void {
  draw();
  startTicking();
  followAddress();
  followStops();
  followAlerts();
  followApprovals();
  keepLastState();
  followVersion();
  followSetting();
  void sessionKnown.then(followStream);
}

/** What the page says by itself stays when this fails. */
function draw(): void {
  const said = [...page.childNodes];
  page.replaceChildren();
  try {
    render(<App />, page);
  } catch (error) {
    page.replaceChildren(...said);
    throw error;
  }
}

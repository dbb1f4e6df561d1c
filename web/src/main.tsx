import { render } from 'preact';
import { renewSession } from './api/client.js';
import { startPolling } from './api/polling.js';
import { followStops } from './api/stop.js';
import { App } from './app.js';
import { startTicking } from './state/clock.js';
import { followAddress } from './state/route.js';
import './style/tokens.css';
import './style/base.css';
import './style/components.css';
import './style/frame.css';

const page = document.getElementById('page')!;
page.replaceChildren();
render(<App />, page);
startTicking();
followAddress();
followStops();
// Whatever is wrong with it, the requests that follow show it.
renewSession().catch(() => undefined);
startPolling();

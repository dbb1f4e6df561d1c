import { readEnvironment } from './config/environment.js';
import { runServer } from './run-server.js';
import { serve } from './serve.js';

void runServer(() => serve(readEnvironment()));

import { Camera, type Subject } from './camera.js';
import { Scene } from './scene.js';
import { ALERTED, COOKING, IDLE, ROASTING, WAITING } from './subjects.js';

/** How long the scene may take: hours of simulated time pass in it. */
const TIMEOUT = 300_000;

/** `npm run screenshots` takes the pictures of docs/images. */
describe('The screenshots', () => {
  const camera = new Camera();
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.cookTwice();
  }, TIMEOUT);
  afterAll(async () => {
    await camera.close();
    await scene.close();
  });

  const take = (subjects: readonly Subject[]) =>
    it.each(subjects)('show $name', (subject) => camera.take(scene.testApp, subject), TIMEOUT);

  take(IDLE);

  describe('with a start that waits', () => {
    beforeAll(() => scene.askForStart(), TIMEOUT);
    take(WAITING);
  });

  describe('with a cook on its way', () => {
    beforeAll(() => scene.beginCook(), TIMEOUT);
    take(COOKING);
  });

  describe('with a chicken in the oven', () => {
    beforeAll(() => scene.roastChicken(), TIMEOUT);
    take(ROASTING);
  });

  describe('with a battery that runs low', () => {
    beforeAll(() => scene.runLow(), TIMEOUT);
    take(ALERTED);
  });
});

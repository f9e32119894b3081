import { buildIfStale } from '#main/launch/build.ts';
import { haveChromium } from './chromium.ts';

// What the end-to-end tests need before Playwright starts: a Chromium, and what `npm start` would start.
const say = (line: string) => process.stdout.write(`${line}\n`);
if (haveChromium(say) === null) process.exit(1);
await buildIfStale(process.cwd(), say);

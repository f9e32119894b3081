import { parentPort, workerData } from 'node:worker_threads';
import { verdictOn } from './check-copy.ts';

parentPort?.postMessage(verdictOn(workerData as string));

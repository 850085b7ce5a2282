import { startNodeServer } from './start-server.ts';

startNodeServer();

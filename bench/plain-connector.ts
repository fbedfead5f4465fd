/** A connector in a process of its own: takes replies at /, never answers at /hang. Prints its URL. */
import { Receiver } from '../src/cli/fake-connector/receiver.ts';

const receiver = await Receiver.start();
receiver.usually = (response, _socket, { path }) => {
  // A backlog is not to be kept here too.
  receiver.received.length = 0;
  if (path !== '/hang') response.writeHead(200, { 'content-length': '2' }).end('{}');
};
console.log(receiver.url);

/** A connector in a process of its own: takes replies at /, never answers at /hang. Prints its URL. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  if (request.url === '/hang') return;
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-length': '2' }).end('{}'));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

// The negative control: a server that answers everything alike must fail the audits. usage: node empty-answers.mjs PORT
import { createServer } from 'node:http';

createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': request.headers.accept ?? 'application/json' });
  response.end('{"data":{"__typename":"Query"}}');
}).listen(Number(process.argv[2]), '127.0.0.1');

// The benchmark's schema on graphql-yoga. usage: node server.mjs PORT
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';

const items = Array.from({ length: 50 }, (_, index) => index + 1).map((number) => ({
  id: `item-${number}`, name: `Item number ${number}`, description: number % 3 === 0 ? null : `What item ${number} is good for`,
  price: number * 100, stock: number % 7, onSale: number % 2 === 0,
}));
const schema = createSchema({
  typeDefs: `type Query { hello: String! items: [Item!]! }
    type Item { id: ID! name: String! description: String price: Int! stock: Int! onSale: Boolean! }`,
  resolvers: { Query: { hello: () => 'world', items: () => items } },
});
createServer(createYoga({ schema, logging: false, graphiql: false })).listen(Number(process.argv[2]), '127.0.0.1');

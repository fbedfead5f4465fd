import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { openSqliteStore } from '../../src/store/engines/sqlite/sqlite-store.ts';
import { engines, freshDatabase } from '../support/database.ts';
import { storeContract } from '../support/store-contract.ts';

for (const engine of engines) {
  storeContract(engine, async () => {
    const database = await freshDatabase(engine);
    const { dataDirectory, databaseUrl: url } = database;
    return {
      open: () =>
        url === undefined
          ? openSqliteStore({ directory: dataDirectory, readers: 1 })
          : openPostgresStore({ url }),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  });
}

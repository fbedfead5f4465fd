import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's parameters: 2^lnCost steps of 1 KiB blocks, done so many times over. */
export type PasswordCost = { logN: number; blocks: number; times: number };

/**
 * 32 MiB and about 0.2 s, one of OWASP's equal choices; the memory is what keeps guessing machines
 * few. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
const COST: PasswordCost = { logN: 15, blocks: 8, times: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Hashes at once, so that logins take at most 64 MiB and half of the thread pool. */
const AT_ONCE = 2;
/** More than this many waiting is no crowd of people. */
const MOST_WAITING = 32;

/** scrypt hashes as `$scrypt$ln=15,r=8,p=3$salt$hash`, so that each is checked by its own parameters. */
const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([\w-]{16,64})\$([\w-]{22,128})$/;

/** Too many passwords are being checked already. */
export class PasswordsBusy extends Error {}

/** Makes and checks the hashes of passwords, a few at a time. */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #decoy: string;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(cost: PasswordCost = COST) {
    this.#cost = cost;
    // Nobody knows a password of this: its hash is random.
    this.#decoy = storedForm(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#derive(password, salt, this.#cost, HASH_BYTES);
    return storedForm(this.#cost, salt, hash);
  }

  /** Takes as long where there is no such account, or no password: `stored` is then null. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const parts = STORED.exec(stored ?? this.#decoy);
    if (parts === null) throw new Error('A stored password hash is not in a form that is known.');
    const [, logN, blocks, times, salt = '', expected = ''] = parts;
    const cost = { logN: Number(logN), blocks: Number(blocks), times: Number(times) };
    const wanted = Buffer.from(expected, 'base64url');
    const found = await this.#derive(password, Buffer.from(salt, 'base64url'), cost, wanted.length);
    return timingSafeEqual(found, wanted) && stored !== null;
  }

  /** Whether a hash was made with other parameters than new ones are. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(`$scrypt$${parametersOf(this.#cost)}$`);
  }

  async #derive(password: string, salt: Buffer, cost: PasswordCost, bytes: number) {
    await this.#take();
    try {
      return await derive(password, salt, cost, bytes);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #take(): Promise<void> {
    while (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING) throw new PasswordsBusy();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}

/** In UTF-16 units: beyond any password that is taken, so that no other is made equal to one. */
const LONGEST = 1_024;

/** The same text typed on another keyboard is the same password (NIST SP 800-63B, 3.1.1.2). */
function derive(password: string, salt: Buffer, cost: PasswordCost, bytes: number) {
  const { logN, blocks: blockSize, times: parallelization } = cost;
  const options = { cost: 2 ** logN, blockSize, parallelization, maxmem: 2 ** (logN + 11) };
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(password.slice(0, LONGEST).normalize('NFKC'), salt, bytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function parametersOf({ logN, blocks, times }: PasswordCost): string {
  return `ln=${logN},r=${blocks},p=${times}`;
}

function storedForm(cost: PasswordCost, salt: Buffer, hash: Buffer): string {
  const parts = [parametersOf(cost), salt.toString('base64url'), hash.toString('base64url')];
  return `$scrypt$${parts.join('$')}`;
}

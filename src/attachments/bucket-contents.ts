import { AwsClient } from 'aws4fetch';
import type { Fetched } from '../lib/safe-fetch/answer.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { ContentStore } from './content-store.ts';

export type Bucket = {
  /** The bucket's own address, such as https://s3.eu-central-1.amazonaws.com/inlet-files. */
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const LIMITS = { headersMs: 30_000, totalMs: 120_000 };
/** The operator names the bucket, so that it may lie in any network. */
const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** Contents in a bucket that speaks S3. */
export function bucketContents(
  bucket: Bucket,
  outbound: Pick<SafeFetch, 'fetch'>,
  mostBytes: number,
): ContentStore {
  const { url, region, accessKeyId, secretAccessKey } = bucket;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });

  const call = async (
    method: 'GET' | 'PUT' | 'DELETE',
    key: string,
    content?: { body: Buffer; mediaType: string },
  ): Promise<Fetched> => {
    const address = `${url}/${key}`;
    const body = content === undefined ? {} : { body: new Uint8Array(content.body) };
    const type = content === undefined ? {} : { 'content-type': content.mediaType };
    const signed = await client.sign(address, { method, headers: type, ...body });
    return outbound.fetch({
      method,
      url: address,
      headers: Object.fromEntries(signed.headers),
      ...(content === undefined ? {} : { body: content.body }),
      localNetworks: ANYWHERE,
      limits: { ...LIMITS, mostBytes },
    });
  };
  return {
    async put(key, body, mediaType) {
      mustBe(await call('PUT', key, { body, mediaType }), [200, 201, 204], 'keep');
    },
    async get(key) {
      const answer = mustBe(await call('GET', key), [200, 404], 'read');
      return answer.status === 404 ? null : answer.body;
    },
    async remove(key) {
      mustBe(await call('DELETE', key), [200, 204, 404], 'remove');
    },
  };
}

function mustBe(fetched: Fetched, statuses: number[], verb: string) {
  if (fetched.kind !== 'answered') {
    throw new StoreUnavailable(`The bucket did not ${verb} a file: ${fetched.message}`);
  }
  const isWhole = fetched.cutShort === null;
  if (isWhole && statuses.includes(fetched.status)) return fetched;
  throw new StoreUnavailable(`The bucket did not ${verb} a file: it answered ${fetched.status}.`);
}

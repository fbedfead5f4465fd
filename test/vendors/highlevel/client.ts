/** The vendor's own client, @gohighlevel/api-client@3.1.0, pointed at a server of ours. */
import { HighLevel } from '@gohighlevel/api-client';

export function clientOf(url: string, token: string): HighLevel {
  const client = new HighLevel({ privateIntegrationToken: token, logLevel: 'none' });
  client.getHttpClient().defaults.baseURL = url;
  return client;
}

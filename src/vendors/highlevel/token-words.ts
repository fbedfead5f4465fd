import { hash } from 'node:crypto';
import type { Issued, Issuing } from '../../access/oauth/dialect.ts';
import type { Fields } from '../../access/oauth/form.ts';
import type { VendorPorts } from '../vendor.ts';
import { createIds, makeJwt } from './ids.ts';
import { Locations } from './locations.ts';
import { COMPANY } from './settings.ts';

/** Access tokens live a day, as `expires_in: 86399` says (docs/highlevel.md#access-tokens). */
export const ACCESS_MS = 86_399_000;

type Claimed = Pick<Issuing, 'app' | 'scopes' | 'issuedAt' | 'expiresAt'>;

export function isForCompany(fields: Fields): boolean {
  return fields.get('user_type') === 'Company';
}

/** What tokens say of where they are for, in the vendor's ids. */
export class TokenWords {
  readonly #ports: Pick<VendorPorts, 'inbox' | 'idKey'>;
  readonly #locations: Locations;

  constructor(ports: Pick<VendorPorts, 'inbox' | 'idKey'>) {
    this.#ports = ports;
    this.#locations = new Locations(ports.inbox);
  }

  async accessToken(issuing: Issuing): Promise<string> {
    const { locationId, companyId } = await this.#place(issuing.grant.workspaceId);
    return isForCompany(issuing.fields)
      ? this.claim(issuing, 'Company', companyId)
      : this.claim(issuing, 'Location', locationId);
  }

  /** With the claims that apps have been seen to read (docs/highlevel.md#access-tokens). */
  claim(claimed: Claimed, authClass: 'Company' | 'Location', authClassId: string | null): string {
    const { app, scopes, issuedAt, expiresAt } = claimed;
    return makeJwt({
      authClass,
      authClassId,
      source: 'INTEGRATION',
      sourceId: app.clientId,
      channel: 'OAUTH',
      oauthMeta: { client: app.clientId.split('-')[0], scopes },
      iat: Math.floor(issuedAt / 1_000),
      exp: Math.floor(expiresAt / 1_000),
    });
  }

  async tokens(issued: Issued): Promise<Record<string, unknown>> {
    const { grant, fields, refreshToken } = issued;
    const { locationId, companyId } = await this.#place(grant.workspaceId);
    const forCompany = isForCompany(fields);
    return {
      access_token: issued.accessToken,
      token_type: 'Bearer',
      expires_in: Math.round((issued.expiresAt - issued.issuedAt) / 1_000),
      refresh_token: refreshToken,
      scope: issued.scopes.join(' '),
      refreshTokenId: hash('sha256', refreshToken, 'hex').slice(0, 24),
      userType: forCompany ? 'Company' : 'Location',
      ...(forCompany ? {} : { locationId }),
      companyId,
      isBulkInstallation: grant.workspaceIds.length > 1,
      userId: createIds(this.#ports.idKey).user.show(grant.userId),
    };
  }

  async #place(workspaceId: number): Promise<{ locationId: string; companyId: string | null }> {
    const locationId = await this.#locations.idOf(workspaceId);
    return { locationId, companyId: await this.#ports.inbox.aliasOf(workspaceId, COMPANY) };
  }
}

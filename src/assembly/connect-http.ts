import type { OAuthDialect } from '../access/oauth/dialect.ts';
import type { Principal } from '../access/principal.ts';
import { hasRole } from '../access/rights.ts';
import { inletApi } from '../api/index.ts';
import type { Config } from '../config/config-types.ts';
import type { Face } from '../http/face.ts';
import { documentRoutes } from '../http/open-api.ts';
import type { HttpServer } from '../http/server.ts';
import { createHttpServer } from '../http/server.ts';
import { systemRoutes } from '../http/system-routes.ts';
import type { GateLimits } from '../lib/gate.ts';
import { withoutEndSlashes } from '../lib/without-end-slashes.ts';
import type { Decorate } from '../mcp/build-server.ts';
import type { CallPorts } from '../mcp/call-tool.ts';
import { knownNames } from '../http/known-names.ts';
import { mcpFace } from '../mcp/face.ts';
import { oauthFace } from '../oauth/index.ts';
import { pageRoutes } from '../pages/index.ts';
import {
  clientMakersOf,
  manifestNoticesOf,
  manifestRulesOf,
  providerMakersOf,
} from '../vendors/client-makers.ts';
import { tokenMakersOf } from '../vendors/token-makers.ts';
import type { Vendor } from '../vendors/vendor.ts';
import { customChannelsOf, declaredSettings, formatsOf } from '../vendors/vendor.ts';
import type { Loss } from './overrides.ts';
import type { Parts } from './parts.ts';

type HttpParts = Parts & {
  agents: CallPorts;
  decorate: Decorate | undefined;
  turns: GateLimits | undefined;
  loss: Loss | undefined;
};

/** The server with every face: Inlet's own, the agents', and one for each vendor. */
export function connectHttp(
  config: Config,
  vendors: readonly Vendor[],
  parts: HttpParts,
): HttpServer {
  const { store, metrics, agents, loss } = parts;
  const { trustProxy, publicUrl } = config;
  const vendorFaces = vendors.map((vendor) => vendor.face(parts));
  const names = knownNames({ ...config, hosts: config.mcp.hosts });
  const forAgents = mcpFace({
    ...parts,
    ...agents,
    narrowing: config.mcp,
    names,
  });
  const forApps = oauthFace({
    ...parts,
    publicUrl,
    names,
    vendorDialects: dialectsOf(vendors, parts),
  });
  const http = createHttpServer({
    ...parts,
    faces: [
      ownFace(vendors, vendorFaces, { ...parts, publicUrl }),
      forAgents,
      forApps,
      ...vendorFaces,
    ],
    formats: formatsOf(vendors),
    trustProxy,
    takeFault: (workspaceId, vendor) => store.write.takeFault({ workspaceId, vendor }),
  });
  void http.app.register((scope, _options, done) => {
    documentRoutes(scope);
    pageRoutes(scope, { ...parts, publicUrl });
    systemRoutes(scope, {
      metrics,
      prefixes: vendorFaces.flatMap((face) => face.prefixes),
      home: `${withoutEndSlashes(new URL(publicUrl ?? 'http://localhost').pathname)}/inbox`,
      notReady: () => http.gate.whyNotReady ?? store.whyUnable() ?? loss?.seen() ?? null,
      notice: loss?.accepted ?? null,
    });
    done();
  });
  return http;
}

/** Inlet's own API, with what each vendor lets be made and set there. */
function ownFace(
  vendors: readonly Vendor[],
  vendorFaces: readonly Face[],
  parts: Parts & Pick<Config, 'publicUrl'>,
): Face {
  return inletApi({
    ...parts,
    isSender: isSenderOf(vendorFaces),
    credentialHeaders: vendorFaces.flatMap((face) => face.credentialHeader?.name ?? []),
    vendors: vendors.map(({ name }) => name),
    vendorSettings: declaredSettings(vendors),
    subscriptions: Object.fromEntries(
      vendors.map((one) => [one.name, one.outgoing?.subscriptions ?? {}]),
    ),
    customChannels: customChannelsOf(vendors),
    tokenMakers: tokenMakersOf(vendors),
    clientMakers: clientMakersOf(vendors),
    manifestRules: manifestRulesOf(vendors),
    manifestNotices: manifestNoticesOf(vendors),
    providerMakers: providerMakersOf(vendors),
  });
}

/** How each vendor's apps speak OAuth, where they do. */
function dialectsOf(vendors: readonly Vendor[], parts: Parts) {
  const dialects = new Map<string, OAuthDialect>();
  for (const vendor of vendors) {
    const dialect = vendor.apps?.oauth?.(parts);
    if (dialect !== undefined) dialects.set(vendor.name, dialect);
  }
  return dialects;
}

/** Who may send messages may ask what became of them. */
function isSenderOf(faces: readonly Face[]) {
  return (principal: Principal): boolean => {
    const face = faces.find(({ name }) => name === principal.vendor);
    return face !== undefined && hasRole(face.rights, principal, 'messages.accept');
  };
}

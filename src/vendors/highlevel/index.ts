import { validatorCompiler } from '../../http/validation.ts';
import type { Vendor, VendorFace, VendorPorts } from '../vendor.ts';
import { createAuth, requireOwnLocationOfBody } from './auth.ts';
import { DELIVERY_TYPES, PROVIDER_KINDS, PREFIXES, RIGHTS, UNSERVED } from './capabilities.ts';
import { createDelivering } from './deliver.ts';
import { createDemo } from './demo.ts';
import { presentRefusal } from './errors.ts';
import { createFakeConnector } from './fake-connector.ts';
import { formats } from './formats.ts';
import {
  idForms,
  makeAccessToken,
  makeClientId,
  makeClientSecret,
  makeHexId,
  makePrivateIntegrationToken,
  messageIdOf,
} from './ids.ts';
import { inherit } from './inherit.ts';
import { Locations } from './locations.ts';
import { createDialect } from './oauth.ts';
import { createPorts } from './ports.ts';
import { agencyRoutes } from './routes/agency.ts';
import { contactSearchRoutes } from './routes/contact-search.ts';
import { contactTagRoutes } from './routes/contact-tags.ts';
import { contactRoutes } from './routes/contacts.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { locationRoutes } from './routes/locations.ts';
import { routesOfMessages } from './routes/of-messages.ts';
import { seed } from './seed.ts';
import { settings, VENDOR } from './settings.ts';
import { faultWords } from './validation.ts';
import { SUBSCRIPTIONS } from './webhooks.ts';

/** HighLevel's conversations API. docs/highlevel.md says what is supported and what is ours. */
export const highlevel: Vendor = {
  name: VENDOR,
  formats,
  face,
  tokens: {
    kinds: { pit: makePrivateIntegrationToken, access: makeAccessToken },
    withoutApp: ['pit'],
  },
  settings,
  ids: { messageIdOf, forms: idForms },
  outgoing: { deliver: createDelivering, inherit, subscriptions: SUBSCRIPTIONS },
  apps: {
    makeClient: () => ({ clientId: makeClientId(), clientSecret: makeClientSecret() }),
    oauth: createDialect,
    providers: { types: PROVIDER_KINDS, makeId: makeHexId, deliveryTypes: DELIVERY_TYPES },
  },
  sandbox: { seed, fakeConnector: createFakeConnector, demo: createDemo },
};

function face(vendorPorts: VendorPorts): VendorFace {
  const locations = new Locations(vendorPorts.inbox);
  const ports = createPorts(vendorPorts);
  return {
    name: VENDOR,
    prefixes: PREFIXES,
    unserved: UNSERVED,
    rights: RIGHTS,
    keepsRejections: true,
    authenticate: createAuth({ ...ports, locations }),
    present: presentRefusal,
    routes(scope) {
      scope.setValidatorCompiler(validatorCompiler(formats, faultWords));
      scope.addHook('preValidation', requireOwnLocationOfBody);
      locationRoutes(scope);
      const routes = [
        agencyRoutes,
        contactRoutes,
        contactSearchRoutes,
        contactTagRoutes,
        conversationRoutes,
        routesOfMessages,
      ];
      for (const register of routes) register(scope, ports);
    },
  };
}

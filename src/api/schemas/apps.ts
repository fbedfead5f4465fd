import Type from 'typebox';
import { Id, Time, nullable } from './common.ts';

const Text = Type.String();
const Secret = Type.Object({ lastFour: Text, createdAt: Time, expiresAt: nullable(Time) });

export const Provider = Type.Object({
  externalId: Type.String({ description: "The id that the vendor's clients know." }),
  name: Text,
  type: Text,
  deliveryUrl: nullable(Text),
  deliveryType: nullable(
    Type.String({ description: 'What its delivery URL is told that a message is; null: by rule.' }),
  ),
});

export const App = Type.Object({
  id: Id,
  vendor: Type.String({ description: 'Whose API it speaks; `inlet` for a client of Inlet.' }),
  clientId: Text,
  name: Text,
  isOwn: Type.Boolean({ description: 'Whether this workspace looks after it.' }),
  isPublic: Type.Boolean({ description: 'It cannot keep a secret, and has none.' }),
  redirectUris: Type.Array(Text),
  scopes: Type.Array(Text),
  manifest: nullable(Type.Record(Type.String(), Type.Unknown())),
  notices: Type.Optional(
    Type.Array(Text, { description: 'What was taken and should be put right, for people.' }),
  ),
  deliveryUrl: nullable(Text),
  secrets: Type.Array(Secret, { description: 'Those that are taken: two while it is rotated.' }),
  providers: Type.Array(Provider),
  installedAt: nullable(Time),
  createdAt: Time,
});

const clientSecret = nullable(Type.String({ description: 'Shown this once.' }));

export const MadeApp = Type.Object({ ...App.properties, clientSecret });
export const MadeSecret = Type.Object({ clientSecret: Type.String() });

const fields = {
  redirectUris: Type.Optional(Type.Array(Type.String({ maxLength: 2_000 }), { maxItems: 50 })),
  scopes: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 })),
  manifest: Type.Optional(
    Type.Unsafe<Record<string, unknown> | null>({
      type: ['object', 'null'],
      description: 'Addresses that the app answers under, as its vendor defines them.',
    }),
  ),
  deliveryUrl: Type.Optional(
    Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 2_000 }),
  ),
};

const Name = Type.String({ minLength: 1, maxLength: 200 });

export const newApp = (vendors: readonly string[]) =>
  Type.Object(
    {
      name: Name,
      vendor: Type.Enum([...vendors]),
      clientId: Type.Optional(
        Type.String({ maxLength: 200, isId: true, description: 'Else a random one.' }),
      ),
      clientSecret: Type.Optional(
        Type.String({ maxLength: 200, isId: true, description: 'Likewise.' }),
      ),
      isPublic: Type.Optional(Type.Boolean()),
      ...fields,
    },
    { additionalProperties: false },
  );

export const AppChange = Type.Object(
  { name: Type.Optional(Name), ...fields },
  { additionalProperties: false, minProperties: 1 },
);

export const ProviderParams = Type.Object({
  id: Type.String(),
  providerId: Type.String({ description: 'The externalId of the provider.' }),
});

const deliveryType = (types: readonly string[]) =>
  Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], enum: [...types, null] }));

export const providerChange = (deliveryTypes: readonly string[]) =>
  Type.Object(
    {
      name: Type.Optional(Name),
      deliveryUrl: fields.deliveryUrl,
      deliveryType: deliveryType(deliveryTypes),
    },
    { additionalProperties: false, minProperties: 1 },
  );

/** For how long a secret before is taken beside its successor, where nobody says: 7 days. */
export const USUAL_OVERLAP_S = 604_800;

export const Rotation = Type.Object(
  {
    overlapSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_592_000,
        default: USUAL_OVERLAP_S,
        description: 'For how long the secret before is still taken.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const newProvider = (types: readonly string[], deliveryTypes: readonly string[]) =>
  Type.Object(
    {
      name: Name,
      type: Type.Enum([...types]),
      deliveryUrl: fields.deliveryUrl,
      deliveryType: deliveryType(deliveryTypes),
    },
    { additionalProperties: false },
  );

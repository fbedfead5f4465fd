import Type from 'typebox';
import type { TSchema } from 'typebox';
import type { VendorSetting, VendorSettings } from '../../access/vendor-settings.ts';
import { mapValues } from '../../lib/map-values.ts';

/** A vendor's settings as they hold in a workspace. */
export function valuesSchema(settings: VendorSettings): TSchema {
  return Type.Object(mapValues(settings, (setting) => schemaOf(setting, [])));
}

/** Those that are to be changed; null puts one back to its default. */
export function changesSchema(settings: VendorSettings): TSchema {
  const some = mapValues(settings, (setting) => Type.Optional(schemaOf(setting, [null])));
  return Type.Object(some, { minProperties: 1, additionalProperties: false });
}

function schemaOf(setting: VendorSetting, besides: readonly null[]): TSchema {
  const { description, default: usual } = setting;
  const values = setting.type === 'boolean' ? [true, false] : setting.choices;
  return Type.Unsafe({ enum: [...values, ...besides], description, default: usual });
}

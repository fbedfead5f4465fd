import type { Business } from '../../domain/business.ts';

/** All of its columns are as in the domain. */
export type BusinessRow = Business;

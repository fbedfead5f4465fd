import { PAGE_HEADERS, PAGE_STYLE, escapeHtml } from './page-style.ts';

type Schema = {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
};
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type Operation = {
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
};
type Document = {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, Operation>>;
};

/** The OpenAPI document as one page, rendered here, without script. */
export function docsPage(document: Document, source: string) {
  const groups = Map.groupBy(Object.entries(document.paths ?? {}), ([path]) => groupOf(path));
  const sections = [...groups].map(([name, paths]) => {
    const operations = paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => operationHtml(method, path, operation)),
    );
    return `<h2><code>${escapeHtml(name)}</code></h2>${operations.join('')}`;
  });
  const { title, version, description = '' } = document.info;
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} API</title>
<style>${PAGE_STYLE}</style>
<h1>${escapeHtml(title)} API ${escapeHtml(version)}</h1>
<p>${escapeHtml(description)} The same for programs: <a href="${source}">${source}</a></p>
${sections.join('\n')}
</html>
`;
  return { html, headers: PAGE_HEADERS };
}

/** The first two parts of a path under which an API lives, else the first one. */
function groupOf(path: string): string {
  const found = /^\/(?:inlet|api)\/v\d+|^\/[^/]*/.exec(path);
  return found?.[0] ?? '/';
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const rows = [
    ...(operation.parameters ?? []).map((one) =>
      rowHtml(one.name, one.in, one.required === true, one.schema ?? {}),
    ),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) =>
      rowHtml(name, 'body', body?.required?.includes(name) === true, schema),
    ),
  ];
  const table =
    rows.length === 0
      ? ''
      : `<table><tr><th>Name<th>In<th>Type<th>Required</tr>${rows.join('')}</table>`;
  return `<details><summary><span class="method">${escapeHtml(method.toUpperCase())}</span>
<code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}</summary>
<p>${escapeHtml(operation.description ?? '')}</p>${table}</details>`;
}

function rowHtml(name: string, place: string, isRequired: boolean, schema: Schema): string {
  const cells = [name, place, typeOf(schema), isRequired ? 'yes' : ''];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}`).join('')}</tr>`;
}

function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  return [schema.type ?? 'any'].flat().join(' | ');
}

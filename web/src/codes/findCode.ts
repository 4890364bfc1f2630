/**
 * The code in what a scan or a person gives: the text itself, or what a URL holds of it (its parameter `code`, else
 * `c`, else the last part of its path). The same rule as for imported files, see docs/imports.md.
 */
export function findCode(text: string): string {
  const value = text.trim();
  if (!/^https?:\/\//i.test(value)) return value;
  const [address, query = ''] = value.replace(/^[^/]*\/\//, '').split('#')[0].split(/\?(.*)/s);
  return parameter(query, 'code') || parameter(query, 'c') || lastPart(address);
}

function lastPart(address: string): string {
  const trimmed = address.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  return slash < 0 ? '' : decoded(trimmed.slice(slash + 1));
}

function parameter(query: string, name: string): string {
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).toLowerCase() === name) return decoded(pair.slice(equals + 1));
  }
  return '';
}

// A plus sign stays one: codes in base 64 hold it, and no code holds a space.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}

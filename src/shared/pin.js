/** A scope as text: the same for the same scope, and different for different ones. */
export function scopeKey(scope) {
  switch (scope.kind) {
    case 'photo':
      return `photo/${scope.photo}`;
    case 'section':
      return `section/${scope.section}`;
    case 'library':
      return 'library';
    default:
      return scope;
  }
}

import type { EscalationStep, Route } from '../../model/config.ts';
import type { WrittenRoute } from './route-schema.ts';

/** A tree of routes as a list in the order in which they are tried: the branches of each before itself, whole. */
export function flatRoutes(written: readonly WrittenRoute[], above?: Route): Route[] {
  return written.flatMap((one) => {
    const route = wholeRoute(one, above);
    return [...flatRoutes(one.routes ?? [], route), route];
  });
}

function wholeRoute(
  { routes: _, escalate, continue: goesOn, match, name, ...own }: WrittenRoute,
  above: Route | undefined,
): Route {
  const {
    name: outer,
    match: outerMatch,
    ...inherited
  } = above ?? { name: undefined, match: {}, channel: '' };
  // A branch that continues adds its own people and channel; those of the route around it come with that.
  const base = goesOn ? { channel: '' } : inherited;
  const mention = own.mention ?? above?.mention;
  const steps = escalate === undefined ? undefined : stepsOf([escalate].flat(), mention);
  return {
    ...base,
    ...own,
    name: outer === undefined ? name : `${outer}/${name}`,
    match: { ...outerMatch, ...match },
    ...(steps ? { escalate: steps } : {}),
    ...(goesOn ? { continue: true } : {}),
  };
}

function stepsOf(
  written: readonly { after: number; mention?: string }[],
  mention: string | undefined,
): EscalationStep[] {
  return written
    .flatMap((step) => {
      const whom = step.mention ?? mention;
      return whom === undefined ? [] : [{ afterMs: step.after, mention: whom }];
    })
    .toSorted((a, b) => a.afterMs - b.afterMs);
}

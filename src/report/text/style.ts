import { createColors } from "picocolors";

export interface TextOptions {
  readonly color?: boolean;
  /** Columns; 98 where nothing is said, since the engine puts a few before each line. */
  readonly width?: number;
  /** Names of people shown for one change; people who lose something are named up to ten times as many. */
  readonly maxPeople?: number;
}

export interface Style {
  readonly colors: ReturnType<typeof createColors>;
  readonly width: number;
  readonly maxPeople: number;
}

export function styleOf(options: TextOptions): Style {
  return {
    colors: createColors(options.color ?? false),
    width: Math.max(40, options.width ?? 98),
    maxPeople: options.maxPeople ?? 20,
  };
}

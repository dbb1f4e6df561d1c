import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { PLOT_HEIGHT, plotOptions, toData } from './plot-options.js';
import type { ColourToken, Plotted } from './plotted.js';
import './curve.css';

/** Whether the system asks for dark colours: lines are drawn anew when that changes. */
const isDark = signal(false);
const scheme = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
isDark.value = scheme?.matches ?? false;
scheme?.addEventListener('change', ({ matches }) => (isDark.value = matches));

let library: Promise<typeof uPlot> | undefined;

/** Loads what draws the lines, once; it may be asked for before the numbers are there. */
export function loadPlots(): Promise<typeof uPlot> {
  library ??= Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(
    ([module]) => module.default,
  );
  library.catch(() => (library = undefined));
  return library;
}

/** What a plot has. */
export interface PlotProps {
  readonly plotted: Plotted;
  /** Called with the index of the moment under the pointer; null when it left. */
  readonly onCursor?: (index: number | null) => void;
}

/** Lines over time. It is hidden from screen readers: what uses it says the same in words. */
export function Plot({ plotted, onCursor }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const latest = useRef({ plotted, onCursor });
  latest.current = { plotted, onCursor };
  const form = plotted.lines.map(({ key, dash }) => `${key}${dash?.join('-') ?? ''}`).join(' ');
  // At once, since the colours also change in the moment before the page is printed.
  useLayoutEffect(() => {
    const element = host.current!;
    let isGone = false;
    const observer = new ResizeObserver(() =>
      plot.current?.setSize({ width: widthOf(element), height: PLOT_HEIGHT }),
    );
    void loadPlots().then((UPlot) => {
      if (isGone) return;
      plot.current = create(UPlot, element, latest);
      observer.observe(element);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [form, isDark.value]);
  useEffect(() => plot.current?.setData(toData(plotted)), [plotted]);
  return <div ref={host} class="plot" aria-hidden="true" />;
}

interface Latest {
  readonly current: { readonly plotted: Plotted; readonly onCursor: PlotProps['onCursor'] | undefined };
}

function create(UPlot: typeof uPlot, element: HTMLElement, latest: Latest): uPlot {
  const styles = getComputedStyle(element);
  const options = plotOptions({
    width: widthOf(element),
    shown: () => latest.current.plotted,
    colour: (token: ColourToken) => styles.getPropertyValue(token),
    onCursor: (index) => latest.current.onCursor?.(index),
    onDrawn: () => (element.dataset['points'] = String(latest.current.plotted.x.length)),
  });
  return new UPlot(options, toData(latest.current.plotted), element);
}

const widthOf = (element: HTMLElement): number => Math.max(120, element.clientWidth);

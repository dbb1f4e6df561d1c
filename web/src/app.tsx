import { useEffect, useRef } from 'preact/hooks';
import { Banners } from './frame/banners.js';
import { Choices, CookerChoice } from './frame/choices.js';
import { CurrentView } from './frame/current-view.js';
import { Navigation } from './frame/navigation.js';
import { StopBar } from './frame/stop-bar.js';
import { Toasts } from './frame/toasts.js';
import { isOutdated } from './state/connection.js';
import { route } from './state/route.js';
import { language } from './text/language.js';
import { t } from './text/t.js';

/** The frame around every view. */
export function App() {
  const { view } = route.value;
  useEffect(() => void (document.documentElement.lang = language.value), [language.value]);
  useEffect(
    () => void (document.title = `${t(`frame.${view}`)} · ${t('frame.title')}`),
    [view, language.value],
  );
  useFocusOnChange(view);
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>
        {t('frame.skip')}
      </a>
      <header class="header">
        <span class="brand">{t('frame.title')}</span>
        <CookerChoice />
        <Choices />
      </header>
      <Navigation />
      <main id="content" tabIndex={-1}>
        <Banners />
        <div class={isOutdated.value ? 'view outdated' : 'view'}>
          <CurrentView />
        </div>
        <Toasts />
      </main>
      <StopBar />
    </>
  );
}

/** After a change of the view, the keyboard and screen readers go on at its beginning. */
function useFocusOnChange(view: string): void {
  const last = useRef(view);
  useEffect(() => {
    if (last.current === view) return;
    last.current = view;
    focusContent();
    scrollTo(0, 0);
  }, [view]);
}

const focusContent = (): void => document.getElementById('content')?.focus({ preventScroll: true });

/** The hash names the view, so the link moves the focus without changing the address. */
function skip(event: Event): void {
  event.preventDefault();
  focusContent();
}

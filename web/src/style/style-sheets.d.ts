/** A style sheet that a module imports is loaded with it; it exports nothing. */
declare module '*.css';

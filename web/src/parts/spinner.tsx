import style from './spinner.module.css';

/** Something is under way. What it is, its neighbour says. */
export const Spinner = () => <span className={style.spinner} aria-hidden />;

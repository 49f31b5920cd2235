import { NothingHere } from "../nothing-here";

/** Inside the desk's frame, so that the person keeps the navigation. */
export default function NotFound() {
  return <NothingHere />;
}

import { RecordSkeleton } from "../../record-skeleton";

export default function Loading() {
  return <RecordSkeleton />;
}

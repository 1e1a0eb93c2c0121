import { LoadingPage } from "../../../components/frame/loading-page.tsx";

export default function Loading() {
  return <LoadingPage area="settings" />;
}

#include "engine/bargaining/protocols/floor.h"

namespace dragoman {
namespace {

const StreamKey kFloorOpenerStream = MakeStream("protocol opener");
const StreamKey kFloorBreakdownStream = MakeStream("protocol breakdown");

}  // namespace

bool Floor::StartTick(int tick, int time_tick) {
  if (table_.cancel != nullptr && table_.cancel->cancelled()) {
    result_.end = SittingEnd::kCancelled;
    return false;
  }
  clock_.tick = tick;
  clock_.time = table_.times[static_cast<std::size_t>(time_tick - 1)];
  result_.tick = tick;
  return true;
}

int Floor::OpenerNow() const {
  switch (terms_.opener) {
    case Opener::kFirst:
      return 0;
    case Opener::kLast:
      return num_parties() - 1;
    case Opener::kRotating:
      return (clock_.tick - 1) % num_parties();
    case Opener::kLot:
      return DrawOneOf(kFloorOpenerStream, 0, num_parties());
    case Opener::kRedrawn:
      return DrawOneOf(kFloorOpenerStream, static_cast<std::uint64_t>(clock_.tick - 1),
                       num_parties());
  }
  return 0;
}

int Floor::DrawOneOf(StreamKey stream, std::uint64_t k, int count) const {
  return static_cast<int>(Draw(stream, k) * count);
}

void Floor::Break(int party) {
  result_.end = SittingEnd::kBroken;
  result_.leaver = party;
  if (table_.observer != nullptr) table_.observer->OnBreak(clock_, party);
}

bool Floor::DrawBreakdown() {
  if (Draw(kFloorBreakdownStream, breakdown_draws_++) >= terms_.breakdown) return false;
  Break(-1);
  return true;
}

void Floor::Agree(int proposer, const Offer& offer) {
  result_.end = SittingEnd::kAgreement;
  result_.agreement = offer;
  result_.proposer = proposer;
  result_.settled = ~std::uint32_t{0};
}

void Floor::KeepSettled(std::uint32_t settled, const Outcome& text) {
  if (settled == 0) return;
  result_.agreement = text;
  result_.settled = settled;
  if (result_.end != SittingEnd::kCancelled) result_.end = SittingEnd::kAgreement;
}

void Floor::Close() {
  for (int party = 0; party < num_parties(); ++party) {
    result_.aspiration[static_cast<std::size_t>(party)] = AspirationOf(party);
  }
}

void Floor::TellSilence(int party) {
  if (table_.observer != nullptr) table_.observer->OnSilence(clock_, party, AspirationOf(party));
}

void Floor::TellOffer(int proposer, const PoolOffer& offer) {
  const double aspiration = proposer == kMediator ? 0 : AspirationOf(proposer);
  table_.observer->OnOffer(clock_, proposer, offer, aspiration);
}

}  // namespace dragoman

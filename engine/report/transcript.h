#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/talks/event.h"

namespace dragoman {

/// Keeps the events of one run in order.
class EventLog final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override { events_.push_back(event); }
  const std::vector<TalkEvent>& events() const { return events_; }
  void clear() { events_.clear(); }

 private:
  std::vector<TalkEvent> events_;
};

/// Plays run `run` of `seed` again and tells it meeting by meeting in plain words: what was drawn,
/// who proposed what, who answered how and why, what was signed, and what stood in the way. Every
/// reason and number is a field of the run's event log (engine/talks/event.h). Gains are in units
/// of utility (0 no deal, 1 everything a party wants). Lines are at most `width` characters.
std::string RenderTranscript(const CompiledScenario& scenario, std::uint64_t seed,
                             std::uint64_t run, int width);

}  // namespace dragoman

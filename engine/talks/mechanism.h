#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/described_text.h"
#include "engine/core/diagnostic.h"
#include "engine/core/fields.h"
#include "engine/core/inline_vector.h"
#include "engine/core/random.h"

/// @file
/// A mechanism is one idea of how negotiations work, in one file of mechanisms/, registered by its
/// number in the brief's catalogue. It changes the state of a run at declared steps; switched off,
/// the state keeps its neutral value.

namespace dragoman {

struct TalksModel;
struct TalkState;

/// The order of play. Within a step mechanisms act by their declared order, never by registration.
enum class Step : unsigned char {
  kDraw,        ///< Once per run: types, priors, constraints; before private utilities are made.
  kPrepare,     ///< Once per run: after private utilities are known.
  kStatements,  ///< Each meeting: public words before it.
  kAttendance,  ///< Who comes, at which rank.
  kPerceive,    ///< What each side believes of the other; again whenever that may change.
  kNoDeal,      ///< What no deal is worth by issue; again whenever p or the status quo moves.
  kRatify,      ///< After the capitals said yes to what was left to them: domestic ratification.
  kUpdate,      ///< After the sittings: trust.
  kGoodwill,    ///< Once per meeting in which a confidence-building step was signed.
  kTexts,       ///< Once, when written texts are first exchanged.
  kOutside,     ///< Between meetings: the world outside.
  kContinue,    ///< Continue, pause or walk out.
  kAftermath,   ///< Once, after the process has ended without a deal.
  kSettled,     ///< Once, when an agreement that ends the conflict is in force at the end.
};
inline constexpr int kNumSteps = 14;

/// When a mechanism acts.
struct StepOrder {
  Step step;
  int order = 0;
};

/// The steps at which one mechanism acts: a few, in braces.
class StepOrders : public InlineVector<StepOrder, 4> {
 public:
  constexpr StepOrders() = default;
  constexpr StepOrders(std::initializer_list<StepOrder> steps) {
    for (const StepOrder& step : steps) push_back(step);
  }
};

class Mechanism {
 public:
  virtual ~Mechanism() = default;
  /// Acts at one of its declared steps.
  virtual void Act(Step step, const TalksModel& model, const Random& random,
                   TalkState* state) const = 0;
  /// Whether it reads which packages were refused (TalkState::refused). They are kept only if some
  /// mechanism does, since that is a copy per offer.
  virtual bool ReadsRefusals() const { return false; }
};

/// What `describe mechanism` prints and what the scenario file may set.
struct MechanismInfo {
  std::string_view id;     ///< "M24": its number in the catalogue.
  std::string_view name;   ///< "decision_elsewhere".
  std::string_view title;  ///< One line.
  DescribedText formula;
  DescribedText source;
  DescribedText sign;      ///< What must go up or down when it is stronger.
  DescribedText when_off;  ///< What the talks look like without it.
  StepOrders steps;
};

/// Typed parameters of one mechanism, type erased: made with their defaults, visited by readers.
class MechanismOptions {
 public:
  virtual ~MechanismOptions() = default;
  virtual void Serialize(FieldVisitor* v) = 0;
  virtual std::unique_ptr<MechanismOptions> Clone() const = 0;
};

template <class Options>
class TypedMechanismOptions final : public MechanismOptions {
 public:
  void Serialize(FieldVisitor* v) override { options.Serialize(v); }
  std::unique_ptr<MechanismOptions> Clone() const override {
    return std::make_unique<TypedMechanismOptions>(*this);
  }
  Options options;
};

struct MechanismEntry {
  MechanismInfo info;
  std::unique_ptr<MechanismOptions> (*make_options)();
  /// Builds the mechanism for one scenario; mistakes in its options go to `problems` with paths
  /// relative to the options ("rank.Q").
  std::unique_ptr<const Mechanism> (*build)(const MechanismOptions& options,
                                            const TalksModel& model, Diagnostics* problems);
};

/// All registered mechanisms in the order of their numbers.
const std::vector<const MechanismEntry*>& RegisteredMechanisms();

/// By number or name; null if unknown.
const MechanismEntry* FindMechanism(std::string_view id_or_name);

void AddMechanism(const MechanismInfo& info, decltype(MechanismEntry::make_options) make_options,
                  decltype(MechanismEntry::build) build);

/// A file-scope constant registers a mechanism whose constructor is
///   T(const Options&, const TalksModel&, Diagnostics*).
template <class T, class Options>
struct RegisterMechanism {
  explicit RegisterMechanism(const MechanismInfo& info) {
    AddMechanism(
        info,
        []() -> std::unique_ptr<MechanismOptions> {
          return std::make_unique<TypedMechanismOptions<Options>>();
        },
        [](const MechanismOptions& options, const TalksModel& model,
           Diagnostics* problems) -> std::unique_ptr<const Mechanism> {
          // The registry pairs a mechanism with its own options type.
          const auto& typed = static_cast<const TypedMechanismOptions<Options>&>(options);
          return std::make_unique<T>(typed.options, model, problems);
        });
  }
};

}  // namespace dragoman

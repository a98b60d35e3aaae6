#include "engine/report/comparison_text.h"

#include "engine/experiments/progress_meter.h"

namespace dragoman {
namespace {

std::string ChangeInPoints(double share) {
  const std::string text = Fixed(100 * share, 1);
  return share >= 0 && text[0] != '-' ? "+" + text : text;
}

std::string IntervalText(const OutcomeChange& change) {
  return "[" + ChangeInPoints(change.low) + ", " + ChangeInPoints(change.high) + "]";
}

/// "holds (37/38)": in 37 of 38 decided codings.
std::string VerdictCell(const OutcomeChange& change, std::size_t codings) {
  std::string text(kSignVerdictNames[static_cast<std::size_t>(change.verdict)]);
  const bool firm = change.expected == Direction::kUp || change.expected == Direction::kDown;
  const bool counted =
      change.verdict == SignVerdict::kHolds || change.verdict == SignVerdict::kFails;
  if (!firm || !counted) return text;
  const double decided = static_cast<double>(codings) * (1 - change.undecided);
  return text + " (" + Fixed(decided * change.share_of_codings, 0) + "/" + Fixed(decided, 0) + ")";
}

void AppendVariant(const VariantReport& variant, std::size_t codings, const TextStyle& style,
                   std::string* text) {
  *text += "\n" + Heading(variant.label + "  " + variant.question, style);
  TextTable table({false, true, true, true, false, false, false});
  table.AddRow({"", "base", "variant", "change", "95% interval", "expected", "sign"});
  for (std::size_t k = 0; k < kNumCompared; ++k) {
    const OutcomeChange& change = variant.changes[k];
    table.AddRow({std::string(kComparedIds[k]) + " " + std::string(kComparedNames[k]),
                  Percent(change.base), Percent(change.variant), ChangeInPoints(change.delta),
                  IntervalText(change),
                  std::string(kDirectionSigns[static_cast<std::size_t>(change.expected)]),
                  VerdictCell(change, codings)});
  }
  *text += table.Text();
}

/// How many signs were tested, and how they came out.
std::string SignsText(const ComparisonReport& report, int width) {
  std::array<std::size_t, kSignVerdictNames.size()> counts{};
  std::vector<std::string> failed;
  for (const VariantReport& variant : report.variants) {
    for (std::size_t k = 0; k < kNumCompared; ++k) {
      const OutcomeChange& change = variant.changes[k];
      ++counts[static_cast<std::size_t>(change.verdict)];
      if (change.verdict == SignVerdict::kFails) {
        failed.push_back(variant.label + " " + std::string(kComparedIds[k]));
      }
    }
  }
  const auto count = [&](SignVerdict verdict) {
    return std::to_string(counts[static_cast<std::size_t>(verdict)]);
  };
  std::string text = "Expected directions: " + count(SignVerdict::kHolds) + " hold, " +
                     count(SignVerdict::kFails) + " fail, " + count(SignVerdict::kUndecided) +
                     " undecided, " + count(SignVerdict::kNoRoom) + " without room.";
  if (!failed.empty()) {
    text += " Failing:";
    for (std::size_t k = 0; k < failed.size(); ++k) text += (k == 0 ? " " : ", ") + failed[k];
    text += ".";
  }
  return Wrap(text, "", width);
}

}  // namespace

std::string ComparisonText(const ComparisonReport& report, const TextStyle& style) {
  std::string text = Wrap(
      "What if? Every variant runs with the random numbers of the base, " +
          WithThousands(report.runs) + " runs each, " + std::to_string(report.codings) +
          " codings of " + std::to_string(report.talks_per_coding) + " talks, tier " + report.tier +
          ". Changes in percentage points; the interval is paired, over codings and runs. "
          "Conditional on this coding; not a forecast.",
      "", style.width);
  for (const VariantReport& variant : report.variants) {
    AppendVariant(variant, report.codings, style, &text);
  }
  text += "\n" + SignsText(report, style.width);
  text += Wrap(
      "Signs: + up, - down, 0 under two points, ? disputed, (+) not down, (-) not up. A firm sign "
      "(+, -) holds if at least 90% of the codings whose change exceeds two standard errors have "
      "it; (37/38) means 37 of 38 such codings. DU is the mean chance that a deal, once signed, "
      "still stands after 180 days.",
      "", style.width);
  return text + "\nAgain: " + report.command + "\n";
}

Json ComparisonJson(const ComparisonReport& report) {
  Json json;
  json["scenario"] = report.scenario;
  json["tier"] = report.tier;
  json["runs"] = report.runs;
  json["seed"] = report.seed;
  json["codings"] = report.codings;
  json["talks_per_coding"] = report.talks_per_coding;
  Json& variants = json["what_ifs"] = Json::object();
  for (const VariantReport& variant : report.variants) {
    Json entry;
    entry["question"] = variant.question;
    for (std::size_t k = 0; k < kNumCompared; ++k) {
      const OutcomeChange& change = variant.changes[k];
      // Without a deal on either side there is no durability to speak of.
      const bool asked = static_cast<Compared>(k) != Compared::kDurability ||
                         (change.base > 0 && change.variant > 0);
      const auto number = [asked](double value) { return asked ? JsonNumber(value) : Json(); };
      Json& cell = entry["outcomes"][std::string(kComparedIds[k])];
      cell["base"] = number(change.base);
      cell["variant"] = number(change.variant);
      cell["delta"] = number(change.delta);
      cell["low"] = number(change.low);
      cell["high"] = number(change.high);
      cell["expected"] = kDirectionSigns[static_cast<std::size_t>(change.expected)];
      const bool tested =
          change.verdict == SignVerdict::kHolds || change.verdict == SignVerdict::kFails;
      cell["holds"] = tested ? Json(change.verdict == SignVerdict::kHolds) : Json();
      cell["verdict"] = kSignVerdictNames[static_cast<std::size_t>(change.verdict)];
      cell["share_of_codings"] = number(change.share_of_codings);
      cell["undecided"] = number(change.undecided);
    }
    variants[variant.label] = std::move(entry);
  }
  json["conditional"] = "conditional on this coding; not a forecast";
  json["command"] = report.command;
  return json;
}

}  // namespace dragoman

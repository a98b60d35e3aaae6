#include "engine/report/parameter_facts.h"

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"
#include "engine/sweep/sweep_table.h"
#include "engine/wire/field_table.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/value_readers.h"

namespace dragoman {
namespace {

/// "claims[A07].q" as "claims[].q".
std::string WithoutNames(const std::string& path) {
  std::string text;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) text += c;
    if (c == '[') inside = true;
  }
  return text;
}

/// The field a path leads to, or one that maps names; null: none is known.
const FieldEntry* FieldOf(const std::vector<FieldEntry>& fields, const std::string& path) {
  const std::string plain = WithoutNames(path);
  const FieldEntry* best = nullptr;
  for (const FieldEntry& field : fields) {
    const bool fits = plain == field.path || (field.by_name && plain.starts_with(field.path + "."));
    if (fits && (best == nullptr || field.path.size() > best->path.size())) best = &field;
  }
  return best;
}

/// Reads what the scenario has at the paths of one parameter.
class OwnValueReader {
 public:
  OwnValueReader(const Document& document, const SweptParameter& parameter,
                 const std::vector<FieldEntry>& fields)
      : document_(document), parameter_(parameter), fields_(fields) {}

  void Read(ParameterFact* fact) const {
    if (parameter_.what_if) {
      const auto none = std::find(parameter_.labels.begin(), parameter_.labels.end(), "none");
      fact->own_text = "none";
      if (none != parameter_.labels.end()) {
        fact->own = static_cast<double>(none - parameter_.labels.begin());
      }
      return;
    }
    for (const std::string& path : parameter_.paths) {
      ParameterFact next;
      ReadAt(path, &next);
      if (&path == &parameter_.paths.front()) {
        fact->own = next.own;
        fact->own_text = next.own_text;
      } else if (next.own_text != fact->own_text) {
        fact->own.reset();
        fact->own_text = "differs between the paths";
      }
    }
  }

 private:
  void ReadAt(const std::string& path, ParameterFact* fact) const {
    fact->own_text = "not set";
    const DocumentNode* node = FindNode(document_.root, ResolveAlias(fields_, path));
    if (node == nullptr || node->kind == DocumentNode::Kind::kNull) return;
    if (!parameter_.numeric) {
      fact->own_text = node->text;
      const auto found = std::find(parameter_.labels.begin(), parameter_.labels.end(), node->text);
      if (found != parameter_.labels.end()) {
        fact->own = static_cast<double>(found - parameter_.labels.begin());
      }
      return;
    }
    if (node->kind == DocumentNode::Kind::kNumber) {
      fact->own = node->number;
      fact->own_text = FormatNumber(node->number);
      return;
    }
    ProblemCollector ignored(&document_.sources);
    const auto drawn = ReadDistribution(ReadPlace{*node, path, &ignored}, Field{});
    if (!drawn) return;
    fact->own = drawn->mean();
    fact->own_text = "drawn, mean " + FormatNumber(drawn->mean());
  }

  const Document& document_;
  const SweptParameter& parameter_;
  const std::vector<FieldEntry>& fields_;
};

std::string RangeWords(const Sweep& sweep, std::size_t k) {
  const SweptParameter& parameter = sweep.parameters()[k];
  if (!parameter.labels.empty()) return Join(parameter.labels);
  if (!parameter.range) {
    return ParameterText(sweep, k, parameter.listed_low) + " to " +
           ParameterText(sweep, k, parameter.listed_high) + ", as listed";
  }
  std::string text = ParameterText(sweep, k, parameter.range->lowest()) + " to " +
                     ParameterText(sweep, k, parameter.range->highest());
  const RangeScale scale = sweep.config().parameters[k].scale;
  if (scale == RangeScale::kLinear) return text;
  std::string name(kRangeScaleNames[static_cast<std::size_t>(scale)]);
  std::replace(name.begin(), name.end(), '_', ' ');
  return text + ", " + name;
}

}  // namespace

std::optional<double> OwnLevel(const ParameterFact& fact, const std::vector<double>& levels) {
  if (!fact.own || *fact.own < levels.front() || *fact.own > levels.back()) return std::nullopt;
  std::size_t k = 0;
  while (k + 2 < levels.size() && levels[k + 1] <= *fact.own) ++k;
  const double low = levels[k];
  const double high = levels[k + 1];
  const double way = fact.logarithmic && low > 0 ? std::log(*fact.own / low) / std::log(high / low)
                                                 : (*fact.own - low) / (high - low);
  return static_cast<double>(k) + way;
}

std::vector<ParameterFact> ParameterFactsOf(const Sweep& sweep) {
  const std::vector<FieldEntry> fields = ListFields<Scenario>();
  const ReadResult base = ReadJson(sweep.inputs().variants.front().scenario, "scenario.json");
  std::vector<ParameterFact> facts;
  for (std::size_t k = 0; k < sweep.parameters().size(); ++k) {
    const SweptParameter& parameter = sweep.parameters()[k];
    ParameterFact& fact = facts.emplace_back();
    fact.id = parameter.id;
    fact.choices = !parameter.numeric;
    fact.range = RangeWords(sweep, k);
    fact.logarithmic = parameter.range && sweep.config().parameters[k].scale == RangeScale::kLog;
    if (parameter.what_if) fact.doc = "a what-if of the scenario";
    if (!parameter.paths.empty()) {
      if (const FieldEntry* field =
              FieldOf(fields, ResolveAlias(fields, parameter.paths.front()))) {
        fact.doc = field->doc;
        fact.unit = field->unit;
      }
    }
    OwnValueReader(base.document, parameter, fields).Read(&fact);
  }
  return facts;
}

}  // namespace dragoman
